/** A configuration file for Asterisk, as data. */
export interface ConfFile {
  /** Its path below the configuration folder. */
  readonly name: string;
  readonly text: string;
  /** It holds passwords or PINs: only its owner may read it. */
  readonly secret: boolean;
  /** A change of the setup changes it; any other is read by a start of Asterisk alone. */
  readonly ofSetup: boolean;
}
