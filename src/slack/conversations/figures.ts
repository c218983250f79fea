import { readFigures } from '../../app/figures/read-figures.ts';
import { readOutages } from '../../app/figures/read-outages.ts';
import { defaultSpan, type FigureSpan, monthOf } from '../../domain/figures/window.ts';
import { knownTo } from '../access/audience.ts';
import { reply } from '../listening/handlers.ts';
import {
  displayTime,
  type ListenerContext,
  type Reply,
  type Requester,
} from '../listening/listener-context.ts';
import { figuresMessage, outagesMessage } from '../views/figures.ts';

/** Tells the figures of a span; null: nobody chose one. */
export async function figures(context: ListenerContext, span: FigureSpan | null): Promise<Reply> {
  const asked = { span: span ?? defaultSpan, ...displayTime(context) };
  return reply(figuresMessage(await readFigures(context.store, asked)));
}

/** Lists the outages that Intercom caused in a month; null: the current one. */
export async function outages(
  context: ListenerContext,
  requester: Requester,
  month: string | null,
): Promise<Reply> {
  const now = context.clock.now();
  const known = await knownTo(context, requester);
  return reply(
    outagesMessage(await readOutages(context.store, { month: month ?? monthOf(now), now, known })),
  );
}
