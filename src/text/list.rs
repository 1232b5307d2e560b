//! A list whose items are made when they are first asked for: who reads a page does not wait for the whole book.

use std::fmt;
use std::ops::Index;
use std::sync::{Arc, OnceLock};

/// A list of known length; each item is made once, at first sight, and stays.
#[derive(Clone)]
pub struct LazyList<T> {
    items: Box<[OnceLock<Box<T>>]>,
    make: Arc<dyn Fn(usize) -> T + Send + Sync>,
}

impl<T> LazyList<T> {
    /// So many items; `make` gives the one at an index, always the same.
    pub fn new(len: usize, make: impl Fn(usize) -> T + Send + Sync + 'static) -> Self {
        Self { items: (0..len).map(|_| OnceLock::new()).collect(), make: Arc::new(make) }
    }

    /// How many items.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// An item, if the list reaches so far.
    pub fn get(&self, idx: usize) -> Option<&T> {
        self.items.get(idx).map(|item| &**item.get_or_init(|| Box::new((self.make)(idx))))
    }

    /// All items, in order; makes those that were not asked for before.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        (0..self.len()).map(|idx| &self[idx])
    }
}

impl<T> Index<usize> for LazyList<T> {
    type Output = T;

    fn index(&self, idx: usize) -> &T {
        self.items[idx].get_or_init(|| Box::new((self.make)(idx)))
    }
}

impl<T: Clone + Send + Sync + 'static> From<Vec<T>> for LazyList<T> {
    fn from(items: Vec<T>) -> Self {
        Self::new(items.len(), move |idx| items[idx].clone())
    }
}

impl<T> Default for LazyList<T> {
    fn default() -> Self {
        Self::new(0, |idx| unreachable!("item {idx} of an empty list"))
    }
}

impl<T: PartialEq> PartialEq for LazyList<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other.iter()).all(|(one, other)| one == other)
    }
}

impl<T: fmt::Debug> fmt::Debug for LazyList<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn an_item_is_made_when_it_is_asked_for_and_only_once() {
        let made = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&made);
        let list = LazyList::new(3, move |idx| {
            counted.fetch_add(1, Ordering::Relaxed);
            idx * 10
        });
        assert_eq!((list.len(), made.load(Ordering::Relaxed)), (3, 0));
        assert_eq!((list[1], list.get(1), list.get(3)), (10, Some(&10), None));
        assert_eq!(made.load(Ordering::Relaxed), 1);
        assert_eq!(list, LazyList::from(vec![0, 10, 20]));
        assert_eq!(made.load(Ordering::Relaxed), 3);
    }
}
