import { readFigures } from '../../app/figures/read-figures.ts';
import { defaultSpan, type FigureSpan } from '../../domain/figures/window.ts';
import { reply } from '../listening/handlers.ts';
import { displayTime, type ListenerContext, type Reply } from '../listening/listener-context.ts';
import { figuresMessage } from '../views/figures.ts';

/** Tells the figures of a span; null: nobody chose one. */
export async function figures(context: ListenerContext, span: FigureSpan | null): Promise<Reply> {
  const asked = { span: span ?? defaultSpan, ...displayTime(context) };
  return reply(figuresMessage(await readFigures(context.store, asked)));
}
