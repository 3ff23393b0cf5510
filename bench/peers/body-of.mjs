/** The body of a request, as text. */
export function bodyOf(request) {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part) => (text += part));
    request.on('end', () => resolve(text));
    request.on('error', reject);
  });
}
