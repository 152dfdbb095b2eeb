/** Where the images of Dockerfiles go. */
export interface AssetSynthesizerOptions {
  /**
   * The first part of the tags, for example `orders-`, so that lifecycle rules can tell images apart. The rest is a hash of the content.
   *
   * @default - the hash alone
   */
  readonly tagPrefix?: string;

  /**
   * The qualifier of the bootstrap stack.
   *
   * @default - that of the CDK, `hnb659fds`
   */
  readonly qualifier?: string;
}
