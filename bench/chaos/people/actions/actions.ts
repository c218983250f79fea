import type { Action } from '../scenario.ts';
import type { ActionHandler } from '../session.ts';
import { endingActions } from './ending.ts';
import { entryActions } from './entries.ts';
import { leadingActions } from './leading.ts';
import { messageActions } from './messages.ts';
import { peopleActions } from './people.ts';
import { privacyActions } from './privacy.ts';

/** How each action is done. */
export const actions: Readonly<Record<Action, ActionHandler>> = {
  ...leadingActions,
  ...entryActions,
  ...messageActions,
  ...peopleActions,
  ...privacyActions,
  ...endingActions,
};
