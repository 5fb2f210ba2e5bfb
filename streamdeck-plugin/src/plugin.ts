// The plugin's entry: the Stream Deck app starts it.
export {};
