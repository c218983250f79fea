import { useWindow } from '../client-window.ts';

/** Opens the direct message with the app, which Slack creates the first time. */
export function useOpenMessages(): () => void {
  const { act, go } = useWindow();
  const open = async () => {
    const answer = await act({ do: 'openMessages' });
    if (answer.ok && answer.channel !== undefined) {
      go({ channel: answer.channel, thread: null, home: false });
    }
  };
  return () => void open();
}
