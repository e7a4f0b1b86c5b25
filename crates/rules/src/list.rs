//! An ascending list that shares with the list it came from whatever both hold.
//!
//! Guards: what a past establishes grows by one act at a time, so keeping the list of each past costs
//! what was added and not the whole; equal contents are equal, however they came together.
//! Next: [`crate::facts`], which is made of such lists.

use std::{cmp::Ordering, sync::Arc};

/// The most items of a part. One more item copies one part and the list of parts: at 64 the two cost
/// about the same for 16,000 items of 4 bytes.
const PART: usize = 64;

/// An ascending list without doubles. A copy costs a pointer for every 64 items or so.
#[derive(Clone, Debug)]
pub struct List<T> {
    // None of them is empty.
    parts: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { parts: Vec::new(), len: 0 }
    }
}

impl<T> List<T> {
    /// How many items there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The items, ascending.
    pub fn iter(&self) -> impl Iterator<Item = &T> + '_ {
        self.parts.iter().flat_map(|part| part.iter())
    }

    /// The item that compares as equal; `order` tells how an item compares with what is looked for.
    pub fn find(&self, order: impl Fn(&T) -> Ordering) -> Option<&T> {
        let part = self.parts.get(self.part_of(&order))?;
        part.get(part.binary_search_by(order).ok()?)
    }

    /// The items from the first that doesn't compare as less, ascending; `order` as for [`List::find`].
    pub fn starting_at(&self, order: impl Fn(&T) -> Ordering) -> impl Iterator<Item = &T> + '_ {
        let at = self.part_of(&order);
        let skip =
            self.parts.get(at).map_or(0, |part| part.partition_point(|item| order(item).is_lt()));
        self.parts.iter().skip(at).flat_map(|part| part.iter()).skip(skip)
    }

    // The first part that doesn't end before what is looked for.
    fn part_of(&self, order: impl Fn(&T) -> Ordering) -> usize {
        self.parts.partition_point(|part| part.last().is_some_and(|last| order(last).is_lt()))
    }
}

impl<T: Ord + Clone> List<T> {
    /// Whether an item is in it.
    #[must_use]
    pub fn contains(&self, item: &T) -> bool {
        self.find(|other| other.cmp(item)).is_some()
    }

    /// Adds an item, unless it is there.
    pub fn insert(&mut self, item: T) {
        let at = self.part_of(|other| other.cmp(&item));
        let Some(part) = self.parts.get_mut(at) else {
            self.len += 1;
            match self.parts.last_mut().filter(|last| last.len() < PART) {
                Some(last) => Arc::make_mut(last).push(item),
                None => self.parts.push(Arc::new(vec![item])),
            }
            return;
        };
        let Err(place) = part.binary_search(&item) else { return };
        self.len += 1;
        let part = Arc::make_mut(part);
        part.insert(place, item);
        if part.len() > PART {
            let rest = part.split_off(part.len() / 2);
            self.parts.insert(at + 1, Arc::new(rest));
        }
    }

    /// Takes an item out, if it is there.
    pub fn remove(&mut self, item: &T) {
        let at = self.part_of(|other| other.cmp(item));
        let Some(part) = self.parts.get_mut(at) else { return };
        let Ok(place) = part.binary_search(item) else { return };
        self.len -= 1;
        if part.len() == 1 {
            self.parts.remove(at);
        } else {
            Arc::make_mut(part).remove(place);
        }
    }

    /// The items of either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let (large, small) = if self.len < other.len { (other, self) } else { (self, other) };
        let mut both = large.clone();
        for item in large.lacks(small) {
            both.insert(item.clone());
        }
        both
    }

    /// The items of `other` that are not in this one, ascending. Shared parts are not looked into.
    pub fn lacks<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a T> + 'a {
        let own = |part: &&Arc<Vec<T>>| {
            let last =
                part.last().and_then(|last| self.parts.get(self.part_of(|item| item.cmp(last))));
            last.is_none_or(|last| !Arc::ptr_eq(last, part))
        };
        let parts = other.parts.iter().filter(own);
        parts.flat_map(|part| part.iter()).filter(|item| !self.contains(item))
    }
}

impl<T: Ord + Clone> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut list = Self::default();
        for item in items {
            list.insert(item);
        }
        list
    }
}

impl<T: Ord> Ord for List<T> {
    // Any total order will do, so the cheapest difference comes first.
    fn cmp(&self, other: &Self) -> Ordering {
        if self.len != other.len {
            return self.len.cmp(&other.len);
        }
        let (mut own, mut others) = (self.parts.iter(), other.parts.iter());
        let (mut left, mut right): (&[T], &[T]) = (&[], &[]);
        loop {
            if left.is_empty() && right.is_empty() {
                match (own.next(), others.next()) {
                    (Some(a), Some(b)) if Arc::ptr_eq(a, b) => continue,
                    (Some(a), Some(b)) => (left, right) = (a, b),
                    // Both at once: they are as long.
                    _ => return Ordering::Equal,
                }
            } else if left.is_empty() {
                left = own.next().map_or(&[], |part| part);
            } else if right.is_empty() {
                right = others.next().map_or(&[], |part| part);
            }
            let both = left.len().min(right.len());
            let ((a, left_rest), (b, right_rest)) = (left.split_at(both), right.split_at(both));
            let order = a.cmp(b);
            if order.is_ne() {
                return order;
            }
            (left, right) = (left_rest, right_rest);
        }
    }
}

impl<T: Ord> PartialOrd for List<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Ord> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<T: Ord> Eq for List<T> {}

#[cfg(test)]
mod tests {
    use std::{cell::Cell, collections::BTreeSet};

    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn list(steps: &[(bool, u16)]) -> (List<u16>, BTreeSet<u16>) {
        let (mut list, mut set) = (List::default(), BTreeSet::new());
        for (insert, item) in steps {
            if *insert {
                list.insert(*item);
                set.insert(*item);
            } else {
                list.remove(item);
                set.remove(item);
            }
        }
        (list, set)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_what_an_ordinary_set_is(
            shared in vec((any::<bool>(), 0..900_u16), 0..900),
            one in vec((proptest::bool::weighted(0.8), 0..900_u16), 0..90),
            two in vec((proptest::bool::weighted(0.8), 0..900_u16), 0..90),
        ) {
            let (list, _) = list(&shared);
            let apart = |steps: &[(bool, u16)]| {
                let mut list = list.clone();
                for (insert, item) in steps {
                    if *insert { list.insert(*item) } else { list.remove(item) }
                }
                list
            };
            let (a, b) = (apart(&one), apart(&two));
            let (_, of_a) = super::tests::list(&[shared.as_slice(), &one].concat());
            let (_, of_b) = super::tests::list(&[shared.as_slice(), &two].concat());
            prop_assert!(a.iter().eq(&of_a) && b.iter().eq(&of_b));
            prop_assert!(a.len() == of_a.len() && b.len() == of_b.len());
            prop_assert!(a.lacks(&b).eq(of_b.difference(&of_a)));
            let both = a.union(&b);
            prop_assert!(both.iter().eq(of_a.union(&of_b)));
            prop_assert!(both == b.union(&a) && both.len() == of_a.union(&of_b).count());
            // Equal contents are equal whatever parts they fell into.
            prop_assert!(both == both.iter().copied().collect());
            prop_assert_eq!(a == b, of_a == of_b);
            prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            prop_assert_eq!(a.partial_cmp(&b), Some(a.cmp(&b)));
            let later = |from: u16| both.starting_at(move |item| item.cmp(&from)).copied();
            prop_assert!((0..900).step_by(97).all(|from| later(from).eq(both.iter().copied().filter(|item| *item >= from))));
            prop_assert!((0..900).all(|item| both.contains(&item) == (of_a.contains(&item) || of_b.contains(&item))));
        }
    }

    fn shared<T>(a: &List<T>, b: &List<T>) -> usize {
        let in_b = |part: &&Arc<Vec<T>>| b.parts.iter().any(|other| Arc::ptr_eq(part, other));
        a.parts.iter().filter(in_b).count()
    }

    #[test]
    fn a_list_that_grew_shares_its_parts_with_the_one_before() {
        let before: List<u16> = (0..6_400).collect();
        let mut after = before.clone();
        after.insert(6_400);
        assert_eq!(shared(&before, &after), 100);
    }

    #[test]
    fn a_few_items_more_cost_no_copy_of_the_many_whichever_comes_first() {
        let (many, few): (List<u16>, List<u16>) = ((0..6_400).collect(), (6_400..6_403).collect());
        for both in [many.union(&few), few.union(&many)] {
            assert_eq!((both.len(), shared(&many, &both)), (6_403, 100));
        }
    }

    #[test]
    fn parts_stay_small_and_few_in_whatever_order_items_come() {
        let upwards: List<u16> = (0..6_400).collect();
        let downwards = (0..6_400).rev().collect();
        let mixed = (0..6_400).map(|item| item * 7 % 6_400).collect();
        // Between two items of a full part there is room for more.
        let between =
            (0..3_200).map(|item| 2 * item).chain((0..3_200).map(|i| 2 * i + 1)).collect();
        for list in [upwards, downwards, mixed, between] {
            assert!(list.parts.iter().all(|part| part.len() <= PART));
            assert!(list.parts.len() <= 6_400 / (PART / 2), "{} parts", list.parts.len());
        }
    }

    #[test]
    fn an_emptied_list_is_empty() {
        let mut list: List<u16> = (0..1).collect();
        assert!(!list.is_empty());
        list.remove(&0);
        assert!(list.is_empty());
    }

    #[test]
    fn what_two_lists_share_is_not_compared_item_by_item() {
        thread_local!(static ASKED: Cell<u32> = const { Cell::new(0) });
        #[derive(Clone, Debug, PartialEq, Eq)]
        struct Item(u16);
        impl Ord for Item {
            fn cmp(&self, other: &Self) -> Ordering {
                ASKED.set(ASKED.get() + 1);
                self.0.cmp(&other.0)
            }
        }
        impl PartialOrd for Item {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }
        let one: List<Item> = (0..6_400).map(Item).collect();
        let mut other = one.clone();
        other.remove(&Item(6_399));
        other.insert(Item(6_401));
        ASKED.set(0);
        assert_eq!(one.cmp(&other), Ordering::Less);
        assert!(ASKED.get() <= 64, "{} times", ASKED.get());
    }
}
