/** A model of HubSpot's client as it travels: the client turns ISO texts into dates. */
export type Wire<Model> = Model extends Date
  ? string
  : Model extends (infer Item)[]
    ? Wire<Item>[]
    : Model extends object
      ? { [Key in keyof Model]: Wire<Model[Key]> }
      : Model;
