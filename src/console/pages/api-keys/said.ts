interface Named {
  readonly Name: string;
}

// What people read once it is done, wherever they did it.
export const saysActive = ({ Name }: Named): string => `“${Name}” is active again.`;
export const saysDeactivated = ({ Name }: Named): string => `“${Name}” is deactivated: it is refused from now on, until it is activated again.`;
