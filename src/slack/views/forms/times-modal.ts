import type { ModalView } from '@slack/types';
import type { ChannelId } from '../../../domain/incident/ids.ts';
import { type Incident, markedName } from '../../../domain/incident/incident.ts';
import {
  type TimeName,
  type TimeSource,
  timeLabels,
  timeNames,
  timesOf,
} from '../../../domain/incident/times/times.ts';
import { viewIds } from '../../ids.ts';
import { input } from '../blocks.ts';
import { memoryOf, modal, timeInput } from './modal.ts';

const sourceWords: Readonly<Record<TimeSource, string>> = {
  probe: "The bot's checks found it.",
  alert: 'From the first alert.',
  person: 'From a person.',
};

const meaning: Readonly<Record<TimeName, string>> = {
  started: 'When it really started.',
  detected: 'When someone noticed it, at the latest the declaration.',
  acknowledged: 'When someone first took it on.',
  mitigated: 'When the impact was first contained.',
  resolved: 'When it was last resolved.',
};

/** Corrects the times that figures count from; below each, where it comes from. */
export function timesModal(incident: Incident, channel: ChannelId | null): ModalView {
  const times = timesOf(incident);
  const from = (name: TimeName): string => {
    const { at, source } = times[name];
    if (source) return sourceWords[source];
    return at === null ? 'Not known yet.' : 'Nobody said, so the declaration is used.';
  };
  return modal(
    viewIds.times,
    `Times of ${markedName(incident)}`,
    'Save',
    memoryOf(incident, channel),
    timeNames.map((name) =>
      input(name, timeLabels[name], timeInput(times[name].at), {
        optional: true,
        hint: `${meaning[name]} ${from(name)}`,
      }),
    ),
  );
}
