/** An e-mail address: where there is no room for it, it goes on in the next line behind the `@`. */
export const MailAddress = ({ text }: { text: string }) => {
  const at = text.lastIndexOf('@') + 1;
  return (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  );
};
