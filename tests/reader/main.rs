//! The reader as its user meets it: keys in, screens out. No terminal and no files are touched.

mod citing;
mod desk;
mod furniture;
mod keeping;
mod keys;
mod marking;
mod paths;
mod random;
mod screens;
mod scripts;
