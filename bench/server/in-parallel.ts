/** Requests under way at once while something is made ready. */
const CONCURRENCY = 16;

/** Runs `work` with 0 to `count - 1`, some at a time, and answers the results in that order. */
export async function inParallel<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results = new Array<T>(count);
  let begun = 0;
  const worker = async (): Promise<void> => {
    while (begun < count) {
      const index = begun++;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return results;
}
