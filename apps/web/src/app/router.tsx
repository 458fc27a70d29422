import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { consultationSearch } from '../lib/consultations.ts';
import { composerSearch } from '../features/composer/task.ts';
import { bodyQuery, deliberationQuery, deliberationsQuery } from '../lib/live.ts';
import { readReadIn } from '../features/documents/read-in.ts';
import { readLooking } from '../features/amendments/filters.ts';
import { readChosen } from '../features/revisions/chosen.ts';
import { HomePage } from '../features/home/HomePage.tsx';
import { TextPage } from '../features/text/TextPage.tsx';
import { DeliberationLayout } from './DeliberationLayout.tsx';
import { NotFound } from './NotFound.tsx';
import { Shell } from './Shell.tsx';

/**
 * The only place where features meet. What a reader needs (home, text) is in the first load; every other page
 * arrives when it is opened.
 */
const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Shell,
  notFoundComponent: NotFound,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  loader: ({ context }) => context.queryClient.prefetchQuery(deliberationsQuery),
  component: HomePage,
});

const deliberation = createRoute({
  getParentRoute: () => root,
  path: '/deliberations/$id',
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(bodyQuery);
    void context.queryClient.prefetchQuery(deliberationQuery(params.id));
  },
  component: DeliberationLayout,
});

const page = <const Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, component });
const inDeliberation = <const Path extends string>(
  path: Path,
  component: ReturnType<typeof lazyRouteComponent>,
) => createRoute({ getParentRoute: () => deliberation, path, component });

const text = createRoute({ getParentRoute: () => deliberation, path: '/', component: TextPage });
const amendments = createRoute({
  getParentRoute: () => deliberation,
  path: 'amendments',
  validateSearch: readLooking,
  component: lazyRouteComponent(() => import('../features/amendments/AmendmentsPage.tsx'), 'AmendmentsPage'),
});

const revisions = createRoute({
  getParentRoute: () => deliberation,
  path: 'revisions',
  validateSearch: readChosen,
  component: lazyRouteComponent(() => import('../features/revisions/RevisionsPage.tsx'), 'RevisionsPage'),
});

const composer = createRoute({
  getParentRoute: () => deliberation,
  path: '/amendments/new',
  validateSearch: composerSearch,
  component: lazyRouteComponent(() => import('../features/composer/ComposerPage.tsx'), 'ComposerPage'),
});

const consultation = createRoute({
  getParentRoute: () => deliberation,
  path: 'consultations/$consultation',
  validateSearch: consultationSearch,
  component: lazyRouteComponent(
    () => import('../features/consultation/ConsultationPage.tsx'),
    'ConsultationPage',
  ),
});

const registeredDocument = createRoute({
  getParentRoute: () => root,
  path: '/documents/$',
  validateSearch: readReadIn,
  component: lazyRouteComponent(() => import('../features/documents/DocumentPage.tsx'), 'DocumentPage'),
});

const tree = root.addChildren([
  home,
  deliberation.addChildren([
    text,
    composer,
    revisions,
    inDeliberation(
      'board',
      lazyRouteComponent(() => import('../features/board/BoardPage.tsx'), 'BoardPage'),
    ),
    inDeliberation(
      'board/report',
      lazyRouteComponent(() => import('../features/board/ReportPage.tsx'), 'ReportPage'),
    ),
    inDeliberation(
      'board/$item',
      lazyRouteComponent(() => import('../features/board/ItemPage.tsx'), 'ItemPage'),
    ),
    inDeliberation(
      'desk',
      lazyRouteComponent(() => import('../features/desk/DeskPage.tsx'), 'DeskPage'),
    ),
    inDeliberation(
      'finder',
      lazyRouteComponent(() => import('../features/finder/FinderPage.tsx'), 'FinderPage'),
    ),
    inDeliberation(
      'adoption',
      lazyRouteComponent(() => import('../features/adoption/AdoptionPage.tsx'), 'AdoptionPage'),
    ),
    inDeliberation(
      'decisions/$decision',
      lazyRouteComponent(() => import('../features/adoption/DecisionPage.tsx'), 'DecisionPage'),
    ),
    inDeliberation(
      'drafts',
      lazyRouteComponent(() => import('../features/drafting/documents/DocumentsPage.tsx'), 'DocumentsPage'),
    ),
    inDeliberation(
      'drafts/$document',
      lazyRouteComponent(() => import('../features/drafting/EditorPage.tsx'), 'EditorPage'),
    ),
    inDeliberation(
      'drafts/$document/history',
      lazyRouteComponent(
        () => import('../features/drafting/history/DraftHistoryPage.tsx'),
        'DraftHistoryPage',
      ),
    ),
    inDeliberation(
      'drafts/$document/revision',
      lazyRouteComponent(() => import('../features/drafting/revision/RevisionPage.tsx'), 'RevisionPage'),
    ),
    inDeliberation(
      'drafts/$document/print',
      lazyRouteComponent(() => import('../features/drafting/print/PrintPage.tsx'), 'PrintPage'),
    ),
    amendments,
    inDeliberation(
      'amendments/order',
      lazyRouteComponent(() => import('../features/amendments/OrderPage.tsx'), 'OrderPage'),
    ),
    inDeliberation(
      'amendments/$amendment',
      lazyRouteComponent(() => import('../features/amendments/AmendmentPage.tsx'), 'AmendmentPage'),
    ),
    inDeliberation(
      'consultations',
      lazyRouteComponent(() => import('../features/consultation/ConsultationsPage.tsx'), 'ConsultationsPage'),
    ),
    consultation,
    inDeliberation(
      'consultations/$consultation/comments/$comment',
      lazyRouteComponent(
        () => import('../features/consultation/FollowedCommentPage.tsx'),
        'FollowedCommentPage',
      ),
    ),
    inDeliberation(
      'conversations',
      lazyRouteComponent(() => import('../features/conversation/ConversationsPage.tsx'), 'ConversationsPage'),
    ),
    inDeliberation(
      'conversations/$conversation',
      lazyRouteComponent(
        () => import('../features/conversation/ConversationPage.tsx'),
        'ConversationVotePage',
      ),
    ),
    inDeliberation(
      'conversations/$conversation/opinions',
      lazyRouteComponent(
        () => import('../features/conversation/ConversationPage.tsx'),
        'ConversationOpinionsPage',
      ),
    ),
    inDeliberation(
      'conversations/$conversation/moderation',
      lazyRouteComponent(
        () => import('../features/conversation/ConversationPage.tsx'),
        'ConversationModerationPage',
      ),
    ),
    inDeliberation(
      'history',
      lazyRouteComponent(() => import('../features/history/HistoryPage.tsx'), 'HistoryPage'),
    ),
    inDeliberation(
      'record',
      lazyRouteComponent(() => import('../features/record/RecordPage.tsx'), 'RecordPage'),
    ),
  ]),
  page(
    '/import',
    lazyRouteComponent(() => import('../features/import/ImportPage.tsx'), 'ImportPage'),
  ),
  page(
    '/sittings',
    lazyRouteComponent(() => import('../features/floor/CalendarPage.tsx'), 'CalendarPage'),
  ),
  page(
    '/participation',
    lazyRouteComponent(() => import('../features/floor/ParticipationPage.tsx'), 'ParticipationPage'),
  ),
  page(
    '/sittings/$sitting',
    lazyRouteComponent(() => import('../features/floor/FloorPage.tsx'), 'FloorPage'),
  ),
  page(
    '/sittings/$sitting/projector',
    lazyRouteComponent(() => import('../features/floor/ProjectorPage.tsx'), 'ProjectorPage'),
  ),
  page(
    '/sittings/$sitting/time',
    lazyRouteComponent(() => import('../features/floor/SpeakingTimePage.tsx'), 'SpeakingTimePage'),
  ),
  page(
    '/sittings/$sitting/minutes',
    lazyRouteComponent(() => import('../features/floor/MinutesPage.tsx'), 'MinutesPage'),
  ),
  page(
    '/members',
    lazyRouteComponent(() => import('../features/members/MembersPage.tsx'), 'MembersPage'),
  ),
  page(
    '/accreditation/apply',
    lazyRouteComponent(() => import('../features/accreditation/ApplyPage.tsx'), 'ApplyPage'),
  ),
  page(
    '/accreditation',
    lazyRouteComponent(() => import('../features/accreditation/AccreditationPage.tsx'), 'AccreditationPage'),
  ),
  page(
    // With the slash at its end it goes before the page of one document, which takes an empty symbol as well.
    '/documents/',
    lazyRouteComponent(() => import('../features/documents/RegisterPage.tsx'), 'RegisterPage'),
  ),
  registeredDocument,
  page(
    '/notices',
    lazyRouteComponent(() => import('../features/notices/NoticesPage.tsx'), 'NoticesPage'),
  ),
  page(
    '/confirm-address',
    lazyRouteComponent(() => import('../features/notices/MailedLink.tsx'), 'ConfirmAddressPage'),
  ),
  page(
    '/privacy',
    lazyRouteComponent(() => import('../features/privacy/PrivacyPage.tsx'), 'PrivacyPage'),
  ),
  page(
    '/take-part',
    lazyRouteComponent(() => import('../features/part/TakePartPage.tsx'), 'TakePartPage'),
  ),
  page(
    '/unsubscribe',
    lazyRouteComponent(() => import('../features/notices/MailedLink.tsx'), 'UnsubscribePage'),
  ),
  page(
    '/enter',
    lazyRouteComponent(() => import('../features/account/EnterPage.tsx'), 'EnterPage'),
  ),
  page(
    '/sign-in',
    lazyRouteComponent(() => import('../features/account/SignInPage.tsx'), 'SignInPage'),
  ),
  page(
    '/account',
    lazyRouteComponent(() => import('../features/account/AccountPage.tsx'), 'AccountPage'),
  ),
]);

export const createAppRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
