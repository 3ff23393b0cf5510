/** Goes on with a value: at once when it is there, which costs a fraction of waiting for what need not be waited for. */
export function when<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** What `attempt` gives, or `otherwise` makes of its failure (or throws): at once when it can. */
export function rescue<T>(attempt: () => T | Promise<T>, otherwise: (error: unknown) => T): T | Promise<T> {
  try {
    const value = attempt();
    return value instanceof Promise ? value.catch(otherwise) : value;
  } catch (error) {
    return otherwise(error);
  }
}
