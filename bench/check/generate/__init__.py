"""A generator of synthetic training-aid files, for measuring « Check ».

The path of a document:
1. `people`, `bodies`: fictitious persons and firms, with numbers whose keys are right (`numbers`).
2. One module a family of kinds turns facts into named blocks (`identity`, `bank`, `tax`, `home`…).
3. `sheet` draws the blocks in the order of a layout; layouts 0 to 19 tune (8 to
   11: `third`, 12 to 15: `fourth`, 16 to 19: `fifth`), 20 to 23 (`sixth`) test, 24 to 27
   (`seventh`), 28 to 31 (`eighth`), 32 to 35 (`ninth`) and 36 to 39 (`tenth`) were drawn blind.
4. `signed` and `mrz` make what machines read.
5. `degrade` turns the PDF into a scan, a photograph or a fax.
6. `case` makes a sound file, `defects` spoils it, `write` writes the files and the truth.

Everything is drawn from one seed. No logo or emblem of a real body is imitated.
"""
