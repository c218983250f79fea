import type { Switch } from '../../server/screen.ts';

type Choice = Switch['choices'][number];

/** Choices under one heading; the heading is null for those that need none. */
export type Group = { readonly heading: string | null; readonly choices: readonly Choice[] };

/**
 * Groups the choices by how their labels start: an HTTP status (`401: token revoked`) or a part (`Only search: 503`).
 * The first choice is the healthy state and stands alone; those with neither are about the network. A list in which no
 * heading would have two choices stays flat.
 */
export function grouped(choices: readonly Choice[]): readonly Group[] {
  const [first, ...others] = choices;
  if (first === undefined) return [];
  const groups = new Map<string, Choice[]>();
  for (const choice of others) {
    const heading = headingOf(choice.label) ?? network;
    groups.set(heading, [...(groups.get(heading) ?? []), choice]);
  }
  const divides = Array.from(groups).some(([heading, members]) => heading !== network && members.length > 1);
  if (!divides) return [{ heading: null, choices }];
  const rest = Array.from(groups, ([heading, members]) => ({ heading, choices: members }));
  return [{ heading: null, choices: [first] }, ...rest];
}

const network = 'Network';

function headingOf(label: string): string | null {
  const status = /^[45]\d\d\b/.exec(label)?.[0];
  if (status === '429') return 'Limits';
  if (status !== undefined) return status.startsWith('4') ? 'Refuses' : 'Fails';
  const end = label.indexOf(': ');
  return end > 0 ? label.slice(0, end) : null;
}
