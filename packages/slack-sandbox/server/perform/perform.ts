import { Refused, SlackError } from '../../slack/errors.ts';
import type { Act, ActAnswer } from '../actions.ts';
import { actOnApp } from './app.ts';
import { check } from './check.ts';
import { actAsPerson } from './people.ts';
import { actOnSimulation, type ServerContext } from './simulation.ts';

/**
 * Does what a person (a user ID) wants, and returns the result. Anything Slack wouldn't let them do becomes a sentence.
 */
export async function perform(ground: ServerContext, as: string, act: Act): Promise<ActAnswer> {
  const { state } = ground.workspace;
  try {
    const person = ground.workspace.person(as);
    switch (act.do) {
      case 'setService':
      case 'trouble':
      case 'calm':
      case 'rateLimits':
      case 'dropConnections':
      case 'redeliver':
      case 'advance':
      case 'advanceToDue':
      case 'app':
        return await actOnSimulation(ground, act);
      case 'check':
        return check(state, person.user, act);
      case 'command':
      case 'shortcut':
      case 'press':
      case 'suggest':
      case 'enter':
      case 'submit':
      case 'dismiss':
      case 'openHome':
      case 'openMessages':
        return await actOnApp(state, ground.app, person, act);
      default:
        return actAsPerson(state, person, act);
    }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, error: error.message };
    if (error instanceof SlackError) return { ok: false, error: `Slack refuses this: ${error.code}.` };
    throw error;
  } finally {
    state.pulse.notify();
  }
}
