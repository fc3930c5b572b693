const READER_GONE = ['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'];

/**
 * Writes and waits until the stream has taken it.
 * @returns false where nobody reads any more; the stream needs an `error` listener for that
 * @throws the stream's error where it is another
 */
export function writeText(stream: NodeJS.WritableStream, text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error?: NodeJS.ErrnoException | null) => {
      if (!error) resolve(true);
      else if (READER_GONE.includes(error.code ?? '')) resolve(false);
      else reject(error);
    });
  });
}
