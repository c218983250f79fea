import { Refused } from '../../slack/errors.ts';
import type { Workspace } from '../../workspace.ts';
import type { Act, ActAnswer } from '../actions.ts';
import type { AppUnderTest } from '../app.ts';
import { nextDue } from '../next-due.ts';
import type { SimulatedService } from '../service.ts';
import { planFault } from '../slack-faults.ts';

/** What is done in the simulation: services, Slack faults, time, the app. */
export type SimulationAct = Extract<
  Act,
  {
    do:
      | 'setService'
      | 'trouble'
      | 'calm'
      | 'rateLimits'
      | 'dropConnections'
      | 'redeliver'
      | 'advance'
      | 'advanceToDue'
      | 'app';
  }
>;

/** What the page's server works on. */
export type ServerContext = {
  readonly workspace: Workspace;
  readonly services: readonly SimulatedService[];
  readonly app: AppUnderTest;
};

const done: ActAnswer = { ok: true };

/** Does it. Throws Refused with a sentence for people. */
export async function actOnSimulation(
  { workspace, services, app }: ServerContext,
  act: SimulationAct,
): Promise<ActAnswer> {
  switch (act.do) {
    case 'setService': {
      const service = services.find(({ name }) => name === act.service);
      if (service === undefined) throw new Refused(`There's no simulated service called "${act.service}".`);
      await service.set(act.part, act.state);
      return done;
    }
    case 'trouble':
      planFault(workspace.faults, act.id, act.times);
      return done;
    case 'calm':
      workspace.faults.clear();
      return done;
    case 'rateLimits':
      workspace.rateLimits.enable(act.on);
      return done;
    case 'dropConnections':
      if (workspace.connections === 0) throw new Refused('The app has no Socket Mode connection to drop.');
      workspace.dropConnections();
      return done;
    case 'redeliver': {
      const answer = await workspace.redeliver(act.eventId);
      return answer.kind === 'acked' ? done : { ok: true, note: `The app did not take it: ${answer.kind}.` };
    }
    case 'advance':
      workspace.clock.advance(act.ms);
      return done;
    case 'advanceToDue': {
      const due = await nextDue(workspace, app);
      if (due === null) throw new Refused('Nothing is scheduled.');
      workspace.clock.advance(Math.max(0, due.at - workspace.clock.now()));
      return { ok: true, note: `Skipped to: ${due.what}.` };
    }
    case 'app':
      return control(app, act.what);
  }
}

async function control(app: AppUnderTest, what: 'stop' | 'start' | 'restart'): Promise<ActAnswer> {
  const { control: hands } = app;
  if (hands === null) throw new Refused('The app was started outside the sandbox. Stop and start it there.');
  if (what === 'start' && app.running) throw new Refused('The app is already running.');
  if (what === 'stop' && !app.running) throw new Refused('The app does not run.');
  if (what !== 'start' && app.running) await hands.stop();
  if (what !== 'stop') await hands.start();
  return done;
}
