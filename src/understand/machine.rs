//! The same loops, compiled for each kind of machine that they may meet.
//!
//! In: [`Work`], written once over arrays of a constant length. Out: what it gives, worked out with the widest vector
//! instructions that this machine has. The compiler turns the arrays into vectors; nothing here is written for one machine
//! but three numbers each.

#![allow(clippy::inline_always, reason = "what is not part of its caller is not compiled for the machine")]

/// Arithmetic that is compiled for each kind of machine.
///
/// `LANES`: numbers in one vector. `ROWS`: rows of a product that are worked out together, so many that their sums stay in
/// registers. `FUSED`: whether the machine multiplies and adds in one step. Implementations are `#[inline(always)]`, or
/// they would not become part of what is compiled for the machine.
pub trait Work {
    /// What it gives.
    type Out;
    /// Does it.
    fn run<const LANES: usize, const ROWS: usize, const FUSED: bool>(self) -> Self::Out;
}

/// Numbers in one vector of this machine: how weights are laid out for it.
pub fn lanes() -> usize {
    struct Lanes;
    impl Work for Lanes {
        type Out = usize;
        #[inline(always)]
        fn run<const LANES: usize, const ROWS: usize, const FUSED: bool>(self) -> usize {
            LANES
        }
    }
    run(Lanes)
}

/// Does `work` with the widest vector instructions that this machine has.
#[inline]
#[allow(unsafe_code, reason = "512 rows through a layer take 0.63 ms with AVX-512, 1.2 ms with AVX2, 3.5 ms without")]
pub fn run<W: Work>(work: W) -> W::Out {
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx512f")]
        fn with_avx512<W: Work>(work: W) -> W::Out {
            work.run::<16, 5, true>()
        }
        #[target_feature(enable = "avx2,fma")]
        fn with_avx2<W: Work>(work: W) -> W::Out {
            work.run::<8, 3, true>()
        }
        if std::arch::is_x86_feature_detected!("avx512f") {
            // SAFETY: the machine has what the function is compiled for.
            return unsafe { with_avx512(work) };
        }
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
            // SAFETY: the machine has what the function is compiled for.
            return unsafe { with_avx2(work) };
        }
    }
    work.run::<4, 4, { cfg!(target_arch = "aarch64") }>()
}
