import { accessLeaves } from './leaves/access.ts';
import { calmLeaves } from './leaves/calm.ts';
import { intercomLeaves } from './leaves/intercom.ts';
import { networkLeaves } from './leaves/network.ts';
import { ourLeaves } from './leaves/ours.ts';
import { partialLeaves } from './leaves/partial.ts';
import { unclearLeaves } from './leaves/unclear.ts';
import { unseenLeaves } from './leaves/unseen.ts';
import type { Tree } from './question.ts';
import { accessQuestions } from './questions/access.ts';
import { agreementQuestions } from './questions/agreement.ts';
import { answerQuestions } from './questions/answer.ts';
import { calmQuestions } from './questions/calm.ts';
import { certificateQuestions } from './questions/certificate.ts';
import { serviceQuestions } from './questions/service.ts';
import { silenceQuestions } from './questions/silence.ts';
import { workingQuestions } from './questions/working.ts';

/**
 * Whose problem it is. To extend it, add a question in `questions/` (its text, its rule, where yes, no, and unknown
 * lead), its rule in `facts/`, and its leaf in `leaves/`; then `npm run docs` rewrites `docs/triage-tree.md`. What was
 * measured counts before what is posted, and an unknown answer never leads from another verdict to "healthy" or to
 * Intercom.
 */
export const tree: Tree = {
  root: 'does_it_vary',
  chapters: [
    { about: 'Do repeated requests agree?', questions: agreementQuestions },
    { about: "/me doesn't work: what does it return?", questions: answerQuestions },
    { about: 'Intercom rejects us: our token, our permissions, or our request?', questions: accessQuestions },
    { about: "Intercom doesn't respond: whose side is it on?", questions: silenceQuestions },
    { about: 'It fails on a certificate: whose fault is it?', questions: certificateQuestions },
    { about: '/me works: does the rest of the API work, and fast enough?', questions: workingQuestions },
    { about: 'The API works: does our service?', questions: serviceQuestions },
    {
      about: 'Everything works: is something posted, misconfigured, or just over?',
      questions: calmQuestions,
    },
  ],
  questions: {
    ...agreementQuestions,
    ...answerQuestions,
    ...accessQuestions,
    ...silenceQuestions,
    ...certificateQuestions,
    ...workingQuestions,
    ...serviceQuestions,
    ...calmQuestions,
  },
  leaves: {
    ...intercomLeaves,
    ...partialLeaves,
    ...accessLeaves,
    ...ourLeaves,
    ...networkLeaves,
    ...calmLeaves,
    ...unclearLeaves,
    ...unseenLeaves,
  },
};
