import { speakingTime } from '@plenary/consensus';
import { useParams } from '@tanstack/react-router';
import { FloorFrame } from './FloorFrame.tsx';
import { SpeakingTimes } from './SpeakingTimes.tsx';

/** Speaking time by delegation and by declared group, for the participation balance. */
export const SpeakingTimePage = () => {
  const { sitting } = useParams({ from: '/sittings/$sitting/time' });
  return (
    <FloorFrame id={sitting}>
      {({ body, state }) => <SpeakingTimes body={body} time={speakingTime(body, [state])} name={state.id} />}
    </FloorFrame>
  );
};
