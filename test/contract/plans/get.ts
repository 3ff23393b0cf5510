/** A repository of the server that is tested; notes which of its methods are called. */
export type Get = <T extends object>(type: new (...parameters: never[]) => T) => T;

/** `called` gets `Class.method` of everything that is called. */
export const noting =
  (find: <T>(type: new (...parameters: never[]) => T) => T, called: Set<string>): Get =>
  (type) =>
    new Proxy(find(type), {
      get(target, name) {
        called.add(`${type.name}.${String(name)}`);
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
