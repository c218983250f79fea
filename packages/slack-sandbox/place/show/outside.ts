import type { SimulatedIntercom } from '../../../intercom-sandbox/start.ts';
import type { Workspace } from '../../workspace.ts';
import type { AppUnderTest } from '../app.ts';
import { switches } from '../outside/choices.ts';
import { troubleOf } from '../outside/trouble.ts';
import type { Outside } from '../screen.ts';

/** The panel for the world outside, as it stands now. */
export async function showOutside(
  workspace: Workspace,
  intercom: SimulatedIntercom,
  app: AppUnderTest,
): Promise<Outside> {
  return {
    ...switches(intercom),
    slack: {
      ...troubleOf(workspace.faults),
      rateLimits: workspace.rateLimits.enabled,
      connections: workspace.connections,
    },
    app: { running: app.running, controllable: app.control !== null },
    nextDue: await app.nextDue(),
    drills: app.drills,
  };
}
