import { scripts } from './drill/scripts.ts';
import { catalogue } from './explain/catalogue.ts';
import { documents, type Source } from './sources.ts';
import type { StepText } from './triage/steps/step.ts';
import { stepTexts } from './triage/steps.ts';
import { tree } from './triage/tree.ts';

/** A place that states something about Intercom or the network: its name, what it says, and where that comes from. */
export type SourcedStatement = {
  readonly place: string;
  readonly says: string;
  readonly from: readonly Source[];
};

/** What `explain` says of each error. */
export const explained: readonly SourcedStatement[] = catalogue.map(({ key, cause, fix, from }) => ({
  place: key,
  says: `${cause} ${fix}`,
  from,
}));

/** What the steps say. */
export const stepStatements: readonly SourcedStatement[] = Object.entries(stepTexts).map(
  ([id, { title, otherwise = '', from = [] }]: [string, StepText]) => ({
    place: id,
    says: `${title}. ${otherwise}`.trim(),
    from,
  }),
);

/** What the verdicts say. */
export const verdictStatements: readonly SourcedStatement[] = Object.entries(tree.leaves).map(
  ([id, { cause, action, from = [] }]) => ({ place: id, says: `${cause}. ${action}.`, from }),
);

/** All that people are shown as a fact, with where it comes from, as a page. Markdown. */
export function factsDocument(): string {
  const sourced = (statements: readonly SourcedStatement[]) =>
    table(statements.filter(({ from }) => from.length > 0));
  return `${[
    '# Facts, and where they come from',
    'Generated from the sources that stand beside each statement in the code (`src/domain/sources.ts`); a test holds it current. Do not edit it by hand.',
    'A source is a document, a line of Intercom’s OpenAPI description 2.16 (`descriptions/2.16/api.intercom.io.yaml` of intercom/Intercom-OpenAPI at 8889625a7b93), or what was observed where no document tells. Verdicts also rest on what the checks have seen.',
    '## What `explain` says',
    sourced(explained),
    '## What the steps say',
    sourced(stepStatements),
    '## What the verdicts say',
    sourced(verdictStatements),
    '## What the drills are drawn from',
    rows(
      ['drill', 'drawn from'],
      scripts.map(({ name, truth }) => [`\`${name}\``, truth.drawnFrom]),
    ),
    '## The documents',
    Object.values(documents)
      .map(({ title, url }) => `- [${title}](${url})`)
      .join('\n'),
  ].join('\n\n')}\n`;
}

function table(statements: readonly SourcedStatement[]): string {
  return rows(
    ['where', 'says', 'source'],
    statements.map(({ place, says, from }) => [`\`${place}\``, says, from.map(sourceWords).join('; ')]),
  );
}

/** A source as people read it. */
export function sourceWords(source: Source): string {
  switch (source.kind) {
    case 'document':
      return `[${source.title}](${source.url})`;
    case 'spec':
      return `2.16, line ${source.line}: ${source.what}`;
    case 'observed':
      return `observed: ${source.what}`;
  }
}

function rows(head: readonly string[], cells: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]) =>
    `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...cells.map(line)].join('\n');
}
