import { type Sentence, shown } from './read.ts';

/** One line: the text with its holes, and the conditions that lead to it. */
export const sentenceLine = (sentence: Sentence): string => {
  const text = shown(sentence).replaceAll('\n', '\\n');
  return sentence.when.length === 0 ? text : `${text}  <- ${sentence.when.join(', ')}`;
};

/** The same with its place, for a list that isn't grouped. */
export const placedLine = (sentence: Sentence): string =>
  `${sentence.file}:${sentence.line} ${sentenceLine(sentence)}`;

/** The sentences grouped by the declaration that contains them, each once, with what that is for. */
export function grouped(sentences: readonly Sentence[]): string[] {
  const printed = new Set<string>();
  let last = '';
  return sentences.flatMap((sentence) => {
    const { file, from, doc } = sentence;
    const line = `  ${sentence.line}: ${sentenceLine(sentence)}`;
    const key = `${file} ${from} ${sentenceLine(sentence)}`;
    if (printed.has(key)) return [];
    printed.add(key);
    const head = `${file} ${from}`;
    const begins = head !== last;
    last = head;
    return begins ? ['', `${head}${doc ? `: ${doc}` : ''}`, line] : [line];
  });
}
