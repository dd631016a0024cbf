//! A number for each buddy that is added to its points, whoever asks.

use super::planes::{BLOCK, NONE, Plane, Sum, bits_of};

/// Units of extra by row, and the same in planes.
pub(crate) struct Extra {
    of_row: Vec<u32>,
    width: usize,
    planes: Vec<Plane>,
}

impl Extra {
    pub(super) fn of(of_row: Vec<u32>) -> Self {
        let most = of_row.iter().max().copied().unwrap_or(0);
        let width = (u32::BITS - most.leading_zeros()) as usize;
        let mut planes = vec![NONE; of_row.len().div_ceil(BLOCK) * width];
        for (row, units) in of_row.iter().enumerate() {
            for weight in bits_of((*units).into()) {
                planes[row / BLOCK * width + weight][row % BLOCK / 64] |= 1 << (row % 64);
            }
        }
        Self {
            of_row,
            width,
            planes,
        }
    }

    pub(super) fn of_row(&self, row: usize) -> u32 {
        self.of_row[row]
    }

    pub(super) fn add_to(&self, sum: &mut Sum, block: usize) {
        let planes = &self.planes[block * self.width..][..self.width];
        for (weight, plane) in planes.iter().enumerate() {
            sum.add(weight, plane);
        }
    }
}
