import { accessLeaves } from './leaves/access.ts';
import { intercomLeaves } from './leaves/intercom.ts';
import { ourLeaves } from './leaves/ours.ts';
import { unclearLeaves } from './leaves/unclear.ts';
import type { Tree } from './question.ts';
import { accessQuestions } from './questions/access.ts';
import { answerQuestions } from './questions/answer.ts';
import { silenceQuestions } from './questions/silence.ts';
import { workingQuestions } from './questions/working.ts';

/**
 * Whose problem it is. To extend: a question in `questions/` (its text, its rule, where yes, no and unknown lead),
 * its rule in `facts/`, its leaf in `leaves/`; then `npx vitest run test/domain/triage/document.test.ts -u`
 * writes `docs/triage-tree.md`. What was measured counts before what is posted, and an unknown answer never leads
 * from another verdict to "healthy" or to Intercom.
 */
export const tree: Tree = {
  root: 'did_answer',
  questions: { ...answerQuestions, ...accessQuestions, ...workingQuestions, ...silenceQuestions },
  leaves: { ...intercomLeaves, ...accessLeaves, ...ourLeaves, ...unclearLeaves },
};
