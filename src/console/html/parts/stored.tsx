/** "I have stored it": then leaving asks nothing. Only where JavaScript would ask. */
export const Stored = ({ them = false }: { them?: boolean }) => (
  <p>
    <label hidden>
      <input type="checkbox" data-kept /> I have stored {them ? 'them' : 'it'}
    </label>
  </p>
);
