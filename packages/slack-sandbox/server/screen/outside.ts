import { nextDue } from '../next-due.ts';
import type { ServerContext } from '../perform/simulation.ts';
import type { Outside } from '../screen.ts';
import { shownFaults } from '../slack-faults.ts';

/** The Simulation panel in its current state. */
export async function showOutside({ workspace, services, app }: ServerContext): Promise<Outside> {
  return {
    services: services.map((service) => ({ name: service.name, switches: service.switches() })),
    slack: {
      ...shownFaults(workspace.faults),
      rateLimits: workspace.rateLimits.enabled,
      connections: workspace.connections,
    },
    app: { running: app.running, controllable: app.control !== null },
    nextDue: await nextDue(workspace, app),
    commandMenus: app.commandMenus,
  };
}
