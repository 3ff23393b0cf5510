/** What the work answers, if it does so in time. Work that is late is not waited for, and fails for nobody. */
export function inTime<T>(work: Promise<T>, milliseconds: number, late: string): Promise<T> {
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(() => limit.reject(new Error(late)), milliseconds).unref();
  work.catch(() => undefined);
  return Promise.race([work, limit.promise]).finally(() => clearTimeout(timer));
}
