interface Named {
  readonly Name: string;
}

// What people read once it is done, wherever they did it.
export const saysSaved = ({ Name }: Named): string => `“${Name}” is saved.`;
export const saysActive = ({ Name }: Named): string => `“${Name}” is active again.`;
export const saysDeactivated = ({ Name }: Named): string => `“${Name}” is deactivated: it is refused until it is activated again.`;
export const saysRevoked = ({ Name }: Named): string => `“${Name}” is revoked: it is refused for good.`;
export const saysDeleted = ({ Name }: Named): string => `“${Name}” is deleted: it is refused for good and has left the list.`;
export const saysOldEnded = ({ Name }: Named): string => `The old secret of “${Name}” has ended; the new one goes on.`;
