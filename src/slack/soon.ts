/** What the work comes to, or null after `ms` of real time; the work goes on. It must not reject. */
export async function soon<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<null>((end) => {
    timer = setTimeout(() => end(null), ms);
  });
  const first = await Promise.race([work, limit]);
  clearTimeout(timer);
  return first;
}
