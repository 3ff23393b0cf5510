/** Goes on with a value: at once when it is there, which costs a fraction of waiting for what need not be waited for. */
export function when<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}
