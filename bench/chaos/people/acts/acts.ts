import type { Act } from '../scenario.ts';
import type { Deal } from '../stage.ts';
import { endingActs } from './ending.ts';
import { entryActs } from './entries.ts';
import { leadingActs } from './leading.ts';
import { messageActs } from './messages.ts';
import { peopleActs } from './people.ts';

/** How each act is done. */
export const acts: Readonly<Record<Act, Deal>> = {
  ...leadingActs,
  ...entryActs,
  ...messageActs,
  ...peopleActs,
  ...endingActs,
};
