package io.costflow.inventory;

/** What the enumerator remembers: nothing. On every start it lists first and plans every day of the window anew; days that did not change end there. */
record InventoryCheckpoint() {}
