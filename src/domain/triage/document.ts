import type { Leaf } from './leaves/leaf.ts';
import type { Question, Tree } from './question.ts';
import type { StepText } from './steps/step.ts';
import { stepTexts } from './steps.ts';
import { ownerWord } from './words.ts';

/** The tree as a page for people: a diagram, the questions, the verdicts, the steps. Markdown with Mermaid. */
export function treeDocument(tree: Tree): string {
  return `${[
    '# The triage tree',
    'Generated from `src/domain/triage/tree.ts`; a test holds it current. Do not edit it by hand.',
    'Each question is answered yes, no or unknown from what the probes saw. A probe that did not run is unknown, never healthy. Unknown answers on the way lower the confidence by one step. In the texts, `{symptom}` and the like stand for what was seen.',
    '## The tree',
    diagram(tree),
    '## Questions',
    table(['question', 'asks', 'yes', 'no', 'unknown'], Object.entries(tree.questions).map(questionRow)),
    '## Verdicts',
    ...Object.entries(tree.leaves).map(([id, leaf]) => verdict(id, leaf)),
    '## Steps',
    ...Object.entries(stepTexts).map(([id, step]) => stepSection(id, step)),
  ].join('\n\n')}\n`;
}

function diagram({ questions, leaves }: Tree): string {
  const lines = [
    ...Object.entries(questions).map(([id, { ask }]) => `  ${id}{{"${ask.replaceAll('"', "'")}"}}`),
    ...Object.entries(leaves).map(([id, { owner }]) => `  ${id}["${ownerWord(owner)}: ${id}"]:::${owner}`),
    ...Object.entries(questions).flatMap(([id, question]) => arrows(id, question)),
    '  classDef intercom fill:#fde2e2,color:#000',
    '  classDef ours fill:#fff1cc,color:#000',
    '  classDef nobody fill:#dff5e1,color:#000',
    '  classDef unknown fill:#e6e8eb,color:#000',
  ];
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n');
}

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

function stepSection(id: string, { title, commands = [], otherwise }: StepText): string {
  const parts = [`### ${id}`, title];
  if (commands.length > 0) parts.push(['```sh', ...commands, '```'].join('\n'));
  if (otherwise !== undefined) parts.push(`Otherwise: ${otherwise}`);
  return parts.join('\n\n');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
