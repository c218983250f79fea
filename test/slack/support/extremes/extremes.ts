import { explain } from '../../../../src/domain/explain/explain.ts';
import { explanationLines } from '../../../../src/domain/explain/format-explanation.ts';
import { messageTsSchema, millisSchema } from '../../../../src/domain/incident/ids.ts';
import { postmortemContent } from '../../../../src/domain/records/postmortem-content.ts';
import { viewIds } from '../../../../src/slack/ids.ts';
import {
  againMessage,
  announcement,
  cancelledMessage,
  endMessage,
  sourceMessage,
} from '../../../../src/slack/views/announcement.ts';
import { formerDuplicate, formerPointer, pointerMessage } from '../../../../src/slack/views/duplicate.ts';
import { cancelModal } from '../../../../src/slack/views/forms/cancel-modal.ts';
import { declaredMessage, declareModal } from '../../../../src/slack/views/forms/declare-modal.ts';
import { editPostmortemModal } from '../../../../src/slack/views/forms/edit-postmortem-modal.ts';
import * as act from '../../../../src/slack/views/forms/incident-modals.ts';
import { refusedModal } from '../../../../src/slack/views/forms/refused-modal.ts';
import * as forms from '../../../../src/slack/views/forms/review-forms.ts';
import { takenBefore } from '../../../../src/slack/views/forms/taken-before.ts';
import { headline } from '../../../../src/slack/views/headline.ts';
import { joinedMessage } from '../../../../src/slack/views/people/joined.ts';
import { postmortemMessage, postmortemModal } from '../../../../src/slack/views/postmortem.ts';
import { postmortemCarrier } from '../../../../src/slack/views/postmortem-carrier.ts';
import * as answers from '../../../../src/slack/views/replies.ts';
import { alice, at, bob, channel, deadEffect, id, recorded, rows, statuses, time } from '../incidents.ts';
import { diagnosisViews } from './diagnosis-views.ts';
import { drillViews } from './drill-views.ts';
import { entryViews } from './entry-views.ts';
import { type Extreme, on } from './extreme.ts';
import { findViews, solvedViews } from './find-views.ts';
import { homeViews } from './home-views.ts';
import { itemViews } from './item-views.ts';
import { longestIncident, longRecord } from './longest.ts';
import { noticeViews, whileOpen } from './notice-views.ts';
import { roleViews } from './role-views.ts';
import { longText, type TextKind } from './texts.ts';

const longestVersion = {
  version: 999_999,
  changed: ['Intercom request_ids', 'Further request_ids', 'Degraded Periods'],
};

/** As long as a call's address can be. */
const longestCall = `https://meet.example/${'x'.repeat(279)}`;

const longestTs = messageTsSchema.parse(`${'1'.repeat(16)}.${'1'.repeat(16)}`);

const leaders = { 'with a commander': alice, 'without a commander': null };

/** Every view of `src/slack/views` at its longest, with one kind of text in every place where people write. */
export const extremes = (kind: TextKind): Extreme[] => [
  ...incidentViews(kind),
  ...answerViews(kind),
  ...homeViews(kind),
  ...modalViews(kind),
  ...diagnosisViews(kind),
  ...noticeViews(kind),
  ...drillViews(kind),
  ...roleViews(kind),
  ...entryViews(kind),
  ...itemViews(kind),
];

function incidentViews(kind: TextKind): Extreme[] {
  const dead = Array.from({ length: 30 }, () => deadEffect({ why: longText(kind), todo: longText(kind) }));
  const again = {
    type: 'reopened',
    why: longText(kind),
    nextUpdateAt: at('2026-11-21T14:30:00Z'),
  } as const;
  const asDuplicate = {
    kind: 'duplicate',
    by: { kind: 'person', user: bob },
    at: at('2026-11-21T14:04:00Z'),
    original: id,
  } as const;
  return statuses.flatMap((status) =>
    Object.entries(leaders).flatMap(([led, commander]) => {
      const incident = longestIncident(kind, { status, commander, calledOutAt: at('2026-11-21T14:03:00Z') });
      const nowhere = { ...incident, channel: null, openedBy: { kind: 'bot' } as const };
      const what = `${status} ${led}`;
      return [
        ...on(headline, what, incident, time, longestCall),
        ...on(headline, `${what}, opened by the bot`, nowhere, time),
        ...on(
          announcement,
          what,
          incident,
          time,
          'https://acme.slack.com/files/U024BE7LH/F1/postmortem-inc-7.md',
        ),
        ...on(endMessage, what, incident),
        ...on(cancelledMessage, what, incident),
        ...on(
          cancelledMessage,
          `${what}, as a duplicate`,
          { ...incident, cancellation: asDuplicate },
          incident,
        ),
        ...on(headline, `${what}, as a duplicate`, { ...incident, cancellation: asDuplicate }, time),
        ...on(pointerMessage, what, incident, recorded(again)),
        ...on(
          pointerMessage,
          `${what}, marked`,
          nowhere,
          recorded({ type: 'duplicate_marked', original: id }),
        ),
        ...on(formerPointer, what, incident, recorded(again), recorded(again), time),
        ...on(
          formerDuplicate,
          what,
          incident,
          recorded({ type: 'duplicate_marked', original: id }),
          recorded(again),
          time,
        ),
        ...on(againMessage, what, incident, recorded(again)),
        ...on(sourceMessage, what, incident, channel),
        ...on(announcement, `${what}, without a channel`, nowhere, time),
        ...on(declaredMessage, what, incident),
        ...on(declaredMessage, `${what}, in a channel of people’s`, { ...incident, adopted: true }),
        ...on(declaredMessage, `${what}, without a channel`, nowhere),
        ...on(answers.statusMessage, what, incident, [], time, true, longestCall),
        ...on(answers.statusMessage, `${what}, 30 dead effects`, incident, dead, time, true, longestCall),
      ];
    }),
  );
}

function answerViews(kind: TextKind): Extreme[] {
  const incident = longestIncident(kind);
  const events = longRecord(kind, 200);
  const named = () => longText(kind, 80);
  const text = longText(kind);
  return [
    ...findViews(kind),
    ...on(answers.sentence, 'long', text),
    ...on(answers.inProgress, 'long', text),
    ...on(answers.helpMessage, 'as it is'),
    ...on(answers.notUnderstood, 'long', text, 'help'),
    ...on(answers.unopenedForm, 'long', 'The form took too long to open.', text),
    ...on(answers.unopenedForm, 'short', 'The form took too long to open.', `open ${text.slice(0, 200)}`),
    ...on(
      answers.supportMessage,
      '200 lines',
      incident,
      Array.from({ length: 200 }, () => text),
    ),
    ...(['CLOSED', 'RESOLVED', 'CANCELLED'] as const).flatMap((status) => {
      const shownIncident = longestIncident(kind, { status });
      const content = postmortemContent(shownIncident, events, named);
      const [item] = shownIncident.items.values();
      return [
        ...on(postmortemMessage, status, shownIncident, content, true),
        ...on(
          postmortemCarrier,
          status,
          shownIncident,
          longestVersion,
          { version: 1_000_000, url: 'https://acme.slack.com/files/U024BE7LH/F1/postmortem-inc-7.md' },
          item ? { ...item, about: 'postmortem' } : null,
        ),
        ...on(postmortemModal, status, shownIncident, content),
      ];
    }),
    ...on(
      answers.textMessage,
      '50 lines',
      Array.from({ length: 50 }, () => text),
    ),
    ...on(answers.textMessage, 'an explanation', explanationLines(explain(text))),
  ];
}

function modalViews(kind: TextKind): Extreme[] {
  const modals = [act.noteModal, act.severityModal, forms.reopenModal];
  const later = at('2026-11-22T09:00:00Z');
  const offered = rows(200, 1, () => ({ title: longText(kind, 150) })).map((row) => ({ row, alike: true }));
  const others = { open: offered, ended: offered };
  const typed = { severity: null, title: longText(kind), channel };
  return [
    ...on(declareModal, '200 open, 200 over', others, typed),
    ...on(declareModal, 'solved before', { ...others, solved: solvedViews(kind) }, typed),
    ...(['invited', 'private', 'refused'] as const).flatMap((joined) =>
      statuses.flatMap((status) => on(joinedMessage, joined, longestIncident(kind, { status }), joined)),
    ),
    ...on(joinedMessage, 'nowhere', longestIncident(kind, { channel: null }), null),
    ...on(declareModal, 'none open', { open: [], ended: [] }, { ...typed, severity: 'P4', channel: null }),
    ...on(declareModal, 'in a channel of people’s', others, {
      ...typed,
      adopts: Array.from({ length: 150 }, (_, i) => ({
        value: `reaction:${'1'.repeat(16)}.${i}`,
        label: longText(kind),
      })),
    }),
    ...on(declareModal, 'from a message', others, {
      ...typed,
      impact: longText(kind),
      source: { channel, ts: longestTs, thread: longestTs, author: alice },
    }),
    ...on(refusedModal, 'a long reason', longText(kind)),
    ...Object.values(viewIds).flatMap((form) => [
      ...on(takenBefore, `${form} repeated`, longestIncident(kind, {}), form, false),
      ...on(takenBefore, `${form} corrected`, longestIncident(kind, {}), form, true, whileOpen(kind)[1]),
    ]),
    ...statuses.flatMap((status) => {
      const incident = longestIncident(kind, { status, commander: null });
      return [
        ...on(act.updateModal, status, incident, channel, later),
        ...[forms.resolveModal, forms.closeModal].flatMap((modal) =>
          on(modal, status, incident, channel, {
            impact: {
              conversations: 1e9,
              period: longText(kind),
              query: longText(kind),
              stale: true,
              at: later,
              because: longText(kind),
            },
            question: forms.stillFailing(
              { cause: longText(kind), owner: 'intercom', since: later, longer: true },
              time,
            ),
          }),
        ),
        ...on(editPostmortemModal, status, incident, channel),
        ...on(cancelModal, status, incident, channel, longText(kind)),
        ...modals.flatMap((modal) => on(modal, status, incident, channel, millisSchema.parse(time.now))),
      ];
    }),
  ];
}
