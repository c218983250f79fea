import { describe } from 'vitest';
import { asides } from './conformance/aside.ts';
import { changes } from './conformance/changes.ts';
import { episodes, watch } from './conformance/episodes.ts';
import { fate } from './conformance/fate.ts';
import { figures } from './conformance/figures.ts';
import { finding } from './conformance/finding.ts';
import { inbox } from './conformance/inbox.ts';
import { itemReminders } from './conformance/item-reminders.ts';
import { lanes } from './conformance/lanes.ts';
import { lookups } from './conformance/lookups.ts';
import { oddText } from './conformance/odd-text.ts';
import { outbox } from './conformance/outbox.ts';
import { readingBack } from './conformance/reading-back.ts';
import { settling } from './conformance/settling.ts';
import { time } from './conformance/time.ts';
import { unknownEffects, unreadable } from './conformance/unreadable.ts';
import { workspace } from './conformance/workspace.ts';
import type { Engine } from './support/bench.ts';

/** What every engine of the store must do; an engine's own test file runs it. */
export const conformance = (engine: Engine) =>
  describe(`the store on ${engine.name}`, () => {
    changes(engine);
    inbox(engine);
    readingBack(engine);
    oddText(engine);
    lookups(engine);
    finding(engine);
    figures(engine);
    unreadable(engine);
    unknownEffects(engine);
    outbox(engine);
    lanes(engine);
    fate(engine);
    asides(engine);
    time(engine);
    settling(engine);
    itemReminders(engine);
    episodes(engine);
    watch(engine);
    workspace(engine);
  });
