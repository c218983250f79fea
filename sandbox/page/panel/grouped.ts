import type { Switch } from '../../place/screen.ts';

type Choice = Switch['choices'][number];

/** Choices under one heading; the heading is null for those whose label names none. */
export type Group = { readonly heading: string | null; readonly choices: readonly Choice[] };

/**
 * The choices by the part of their label before `: `, in the order in which the headings first come. The labels inside
 * a group are without it. A heading with a single choice stays part of the label: it groups nothing.
 */
export function grouped(choices: readonly Choice[]): readonly Group[] {
  const sizes = new Map<string, number>();
  for (const { label } of choices) {
    const heading = headingOf(label);
    if (heading !== null) sizes.set(heading, (sizes.get(heading) ?? 0) + 1);
  }
  const groups = new Map<string | null, Choice[]>();
  for (const choice of choices) {
    const found = headingOf(choice.label);
    const heading = found !== null && (sizes.get(found) ?? 0) > 1 ? found : null;
    const label = heading === null ? choice.label : capital(choice.label.slice(heading.length + 2));
    groups.set(heading, [...(groups.get(heading) ?? []), { ...choice, label }]);
  }
  return Array.from(groups, ([heading, members]) => ({ heading, choices: members }));
}

function headingOf(label: string): string | null {
  const end = label.indexOf(': ');
  return end > 0 ? label.slice(0, end) : null;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
