/** Why a body is not read to its end. */
export class BodyLimitError extends Error {
  override name = 'BodyLimitError';
}

/** Reads a body, decoded. Throws BodyLimitError where it has more than `most` bytes, and what `fetch` throws. */
export async function bytesOf(response: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the body.
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > most) throw new BodyLimitError(`more than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads a body as JSON. Throws BodyLimitError like `bytesOf`, and SyntaxError where it is none. */
export async function jsonOf(response: Response, most: number): Promise<unknown> {
  const data = await bytesOf(response, most);
  return JSON.parse(Buffer.from(data.buffer, data.byteOffset, data.length).toString('utf8'));
}
