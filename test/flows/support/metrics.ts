import type { Harness } from '../../../demo/harness.ts';

/** What `GET /metrics` answers: every sample by its name with labels, as `name{label="value"}`. */
export async function scrape({ bot }: { readonly bot: Pick<Harness['bot'], 'port'> }) {
  const answer = await fetch(`http://127.0.0.1:${bot.port}/metrics`);
  const text = await answer.text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const samples = new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))] as const;
    }),
  );
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type'),
    text,
    samples,
    value: (sample: string): number | undefined => samples.get(sample),
  };
}
