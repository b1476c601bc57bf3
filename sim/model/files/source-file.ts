/** A file as read from disk: its name for messages, its text. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}
