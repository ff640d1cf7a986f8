//! Queries over a small real archive.

mod algebra;
mod archive;
mod fuzz;
mod mutants;
mod names;
mod nearness;
mod reading;
mod relaxing;
mod similar;
