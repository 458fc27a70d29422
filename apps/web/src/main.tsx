import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { createAppRouter } from './app/router.tsx';
import { Refused } from './lib/api.ts';
import { startLanguage } from './lib/language.ts';
import { startOutbox } from './lib/outbox.ts';
import './ui/tokens.css';
import './ui/base.css';
import './ui/page.css';
import './ui/button.css';
import './ui/table.css';
import './ui/reader.css';

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      // A refusal is an answer; only an unreachable service is asked again.
      retry: (failures, error) => !(error instanceof Refused) && failures < 3,
    },
  },
});
const router = createAppRouter(queryClient);

const start = async (): Promise<void> => {
  await startLanguage();
  startOutbox();
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no root element');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Suspense fallback={null}>
          <RouterProvider router={router} />
        </Suspense>
      </QueryClientProvider>
    </StrictMode>,
  );
};

void start();
