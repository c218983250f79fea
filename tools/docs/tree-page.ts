import { ownerWord } from '../../src/domain/triage/format.ts';
import type { Leaf } from '../../src/domain/triage/leaves/leaf.ts';
import type { Chapter, Question, Tree } from '../../src/domain/triage/question.ts';
import type { StepText } from '../../src/domain/triage/steps/step.ts';
import { stepTexts } from '../../src/domain/triage/steps.ts';

/** Returns the tree as a page for people: probes, questions with diagrams, verdicts, steps. Markdown with Mermaid. */
export function treePage(tree: Tree): string {
  return `${[
    '# The triage tree',
    "Generated from `src/domain/triage/tree.ts` by `npm run docs`. Don't edit it by hand.",
    ...howItIsAsked,
    '## The questions',
    `The tree starts at \`${tree.root}\`. Rounded nodes lead to another section.`,
    ...tree.chapters.flatMap((chapter) => chapterSection(chapter, tree)),
    '## Verdicts',
    ...Object.entries(tree.leaves).map(([id, leaf]) => verdict(id, leaf)),
    '## Steps',
    ...Object.entries(stepTexts).map(([id, step]) => stepSection(id, step)),
  ].join('\n\n')}\n`;
}

const howItIsAsked: readonly string[] = [
  '## The probes',
  'All probes run at once, within one deadline (`PROBE_TIMEOUT`):',
  table(
    ['probe', 'request', 'why'],
    [
      ['API /me', '`GET /me` with our token', "the token, the connection, and the workspace's region"],
      [
        'API /me again',
        'the same, twice more',
        'whether some or all fail, and whether it is slow once or always',
      ],
      [
        'API search',
        '`POST /conversations/search` for one conversation, twice',
        "a scope and a plan that `/me` doesn't need",
      ],
      ['API without a token', '`GET /me` on the same host', 'a 401 proves that the host is up'],
      [
        'Status page',
        'three forms of it, for our region',
        'what is posted, whatever the overall status says',
      ],
      ['Our health endpoint', '`HEALTH_CHECK_URL`', 'our own service and its components'],
    ],
  ),
  "Without `INTERCOM_ACCESS_TOKEN`, the API is called three times without a token. If `/me` names a different region from the configured one, that region's status page is read and counted as well. Requests go through `HTTPS_PROXY` unless `NO_PROXY` names the host, as with curl, because the service's requests take that path too; a failure at the proxy is reported separately. Nothing is retried, and no redirect is followed with the token.",
  "Each question is answered yes, no, or unknown from the check results. A check without a result makes its answer unknown, never healthy. There are two exceptions, which the verdict mentions while it stays healthy with medium confidence: `HEALTH_CHECK_URL` isn't set, or the status page couldn't be read. Unknown answers on the way lower the confidence by one step. Placeholders such as `{symptom}` stand for what the probes saw.",
];

function chapterSection({ about, questions }: Chapter, tree: Tree): string[] {
  return [
    `### ${about}`,
    diagram(questions, tree),
    table(['question', 'asks', 'yes', 'no', 'unknown'], Object.entries(questions).map(questionRow)),
  ];
}

/** The questions of a chapter, with all that they lead to. */
function diagram(questions: Chapter['questions'], tree: Tree): string {
  const targets = new Set(Object.values(questions).flatMap(({ yes, no, unknown }) => [yes, no, unknown]));
  const lines = [
    ...Object.entries(questions).map(([id, { ask }]) => `  ${id}{{"${label(ask)}"}}`),
    ...[...targets].flatMap((id) => target(id, questions, tree)),
    ...Object.entries(questions).flatMap(([id, question]) => arrows(id, question)),
    '  classDef intercom fill:#fde2e2,color:#000',
    '  classDef ours fill:#fff1cc,color:#000',
    '  classDef nobody fill:#dff5e1,color:#000',
    '  classDef unknown fill:#e6e8eb,color:#000',
  ];
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n');
}

function target(id: string, questions: Chapter['questions'], tree: Tree): string[] {
  const leaf = tree.leaves[id];
  if (leaf !== undefined) return [`  ${id}["${ownerWord(leaf.owner)}: ${id}"]:::${leaf.owner}`];
  return questions[id] === undefined ? [`  ${id}(["${label(tree.questions[id]?.ask ?? id)}"])`] : [];
}

const label = (text: string) => text.replaceAll('"', "'");

/** Answers that lead to the same place share one arrow. */
function arrows(from: string, question: Question): string[] {
  const answers = ['yes', 'no', 'unknown'] as const;
  return [...new Set(answers.map((answer) => question[answer]))].map((to) => {
    const label = answers.filter((answer) => question[answer] === to).join(', ');
    return `  ${from} -->|${label}| ${to}`;
  });
}

function questionRow([id, { ask, yes, no, unknown }]: [string, Question]): string[] {
  return [code(id), ask, code(yes), code(no), code(unknown)];
}

function verdict(id: string, leaf: Leaf): string {
  return [
    `### ${id}`,
    [
      `- Whose problem: ${ownerWord(leaf.owner)}`,
      `- Kind: ${leaf.kind}`,
      `- Cause: ${leaf.cause}`,
      `- Do now: ${leaf.action}`,
      `- Confidence: ${leaf.confidence}, suggested severity: ${leaf.severity ?? 'none'}`,
      `- Steps: ${leaf.steps.map(code).join(', ')}`,
    ].join('\n'),
  ].join('\n\n');
}

function stepSection(id: string, { title, commands = [], undo, otherwise }: StepText): string {
  const parts = [`### ${id}`, title];
  if (commands.length > 0) parts.push(['```sh', ...commands, '```'].join('\n'));
  if (undo !== undefined) parts.push(['Undo:', '', '```sh', undo, '```'].join('\n'));
  if (otherwise !== undefined) parts.push(`Can't do this? ${otherwise}`);
  return parts.join('\n\n');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
