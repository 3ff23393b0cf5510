import { usePage } from '../context/context.js';

/** What shows that a form comes from a page of ours, and tells one showing of it from another. Stands in every form that changes something. */
export const Token = () => {
  const { token, once } = usePage();
  return (
    <>
      {token !== null && <input type="hidden" name="_token" value={token} />}
      <input type="hidden" name="_once" value={once} />
    </>
  );
};
