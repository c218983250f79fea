import { responseTarget } from '../../../src/domain/decide/response-policy.ts';
import type { EventOf, IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { incidentIdSchema } from '../../../src/domain/incident/ids.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { announceChannel, channel, emptyReview, minute, policy, ts } from './fixtures.ts';

type Over<Type extends IncidentEvent['type']> = Partial<Omit<EventOf<Type>, 'type'>>;

/** Events of a usual incident, one builder each; what a test is about is passed in. */

export const opened = (over: Over<'opened'> = {}): EventOf<'opened'> => ({
  type: 'opened',
  title: plainText('Conversations not loading'),
  severity: 'P1',
  impact: null,
  commander: null,
  nextUpdateAt: minute(30),
  respondBy: minute(15),
  respondTarget: responseTarget(policy, over.severity ?? 'P1'),
  firstAlert: null,
  ...over,
});

export const channelReady = (over: Over<'channel_ready'> = {}): EventOf<'channel_ready'> => ({
  type: 'channel_ready',
  channel,
  name: 'inc-7-conversations-not-loading',
  ...over,
});

export const headlinePosted = (over: Over<'headline_posted'> = {}): EventOf<'headline_posted'> => ({
  type: 'headline_posted',
  channel,
  ts: ts('1000.0001'),
  ...over,
});

export const announced = (over: Over<'announced'> = {}): EventOf<'announced'> => ({
  type: 'announced',
  channel: announceChannel,
  ts: ts('1000.0002'),
  ...over,
});

export const updatePosted = (over: Over<'update_posted'> = {}): EventOf<'update_posted'> => ({
  type: 'update_posted',
  status: 'IDENTIFIED',
  impact: null,
  cause: null,
  action: null,
  nextUpdateAt: minute(40),
  ...over,
});

export const noteAdded = (text: string, when = minute(0)): EventOf<'note_added'> => ({
  type: 'note_added',
  text: plainText(text),
  when,
});

export const severityChanged = (over: Over<'severity_changed'> = {}): EventOf<'severity_changed'> => ({
  type: 'severity_changed',
  from: 'P1',
  to: 'P2',
  why: null,
  nextUpdateAt: minute(30),
  respondBy: minute(15),
  respondTarget: responseTarget(policy, 'P1'),
  ...over,
});

export const reminded = (due = minute(30)): EventOf<'reminded'> => ({ type: 'reminded', due });

export const resolved = (fix: string | null = null): EventOf<'resolved'> => ({
  type: 'resolved',
  fix: fix === null ? null : plainText(fix),
});

export const closed = (over: Over<'closed'> = {}): EventOf<'closed'> => ({
  type: 'closed',
  ...emptyReview,
  ...over,
});

export const cancelled = (over: Over<'cancelled'> = {}): EventOf<'cancelled'> => ({
  type: 'cancelled',
  reason: 'false_alarm',
  why: null,
  ...over,
});

export const markedDuplicate = (original: number): EventOf<'duplicate_marked'> => ({
  type: 'duplicate_marked',
  original: incidentIdSchema.parse(original),
});

export const reopened = (over: Over<'reopened'> = {}): EventOf<'reopened'> => ({
  type: 'reopened',
  why: null,
  nextUpdateAt: minute(130),
  respondBy: minute(115),
  respondTarget: responseTarget(policy, 'P1'),
  ...over,
});
