//! Trains the weights: a linear-chain conditional random field, one sample at a time, by AdaGrad.
//!
//! Takes samples with weights, gives the weights of features and transitions. The step of each weight shrinks with
//! the squares of its gradients (Duchi, Hazan and Singer 2011), and each step pulls what it touches towards nothing,
//! so that what does not pay stays zero. One thread and a fixed order: the same samples give the same weights.

use std::collections::HashMap;

use anyhow::{Result, ensure};
use entities::training::{LABELS, Sample, may_follow};

use super::chance::Chance;

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) rounds: usize,
    pub(crate) step: f32,
    /// What a step takes off each weight that it touches.
    pub(crate) pull: f32,
    /// The share of the features of a token that are not seen in a step, so that weak ones are trained beside strong ones
    /// (Sutton, Sindelar and McCallum 2006, "Reducing Weight Undertraining").
    pub(crate) dropped: f32,
    /// Features that fewer samples have are left out.
    pub(crate) rare: f32,
}

type Row = [f32; LABELS];

/// Samples with features by number.
pub(crate) struct Set {
    /// The hash of each feature.
    pub(crate) features: Vec<u64>,
    samples: Vec<Numbered>,
    numbers: Vec<u32>,
}

struct Numbered {
    /// Where the features of each token begin in `Set::numbers`, and where the last one's end.
    bounds: Vec<u32>,
    labels: Vec<u8>,
    weight: f32,
}

impl Set {
    /// Numbers the features that at least `rare` tokens have, by weight.
    pub(crate) fn new(samples: &[(Sample, f32)], rare: f32) -> Self {
        let mut counts: HashMap<u64, f32> = HashMap::new();
        for (sample, weight) in samples {
            for feature in sample.features.iter().flatten() {
                *counts.entry(*feature).or_default() += weight.min(1.0);
            }
        }
        let mut features: Vec<u64> =
            counts.into_iter().filter(|(_, count)| *count >= rare).map(|(feature, _)| feature).collect();
        features.sort_unstable();
        let by_hash: HashMap<u64, u32> =
            features.iter().enumerate().map(|(number, feature)| (*feature, number as u32)).collect();
        let mut set = Self { features, samples: Vec::new(), numbers: Vec::new() };
        for (sample, weight) in samples {
            let mut bounds = vec![set.numbers.len() as u32];
            for token in &sample.features {
                set.numbers.extend(token.iter().filter_map(|feature| by_hash.get(feature)));
                bounds.push(set.numbers.len() as u32);
            }
            set.samples.push(Numbered { bounds, labels: sample.labels.clone(), weight: *weight });
        }
        set
    }
}

/// The trained weights.
pub(crate) struct Trained {
    /// By the number of the feature.
    pub(crate) features: Vec<Row>,
    pub(crate) transitions: [Row; LABELS],
}

struct Trainer {
    weights: Vec<Row>,
    squares: Vec<Row>,
    transitions: [Row; LABELS],
    transition_squares: [Row; LABELS],
    settings: Settings,
    scratch: Scratch,
}

#[derive(Default)]
struct Scratch {
    scores: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    scales: Vec<f32>,
    seen: Vec<u32>,
    bounds: Vec<usize>,
}

/// Trains on a set; `each_round` is told the number of the round and the mean loss.
pub(crate) fn train(set: &Set, settings: Settings, mut each_round: impl FnMut(usize, f64)) -> Result<Trained> {
    let rows = set.features.len();
    let mut trainer = Trainer {
        weights: vec![[0.0; LABELS]; rows],
        squares: vec![[0.0; LABELS]; rows],
        transitions: [[0.0; LABELS]; LABELS],
        transition_squares: [[0.0; LABELS]; LABELS],
        settings,
        scratch: Scratch::default(),
    };
    let mut order: Vec<usize> = (0..set.samples.len()).collect();
    let mut chance = Chance::new(5);
    let (mut features, mut transitions) = (vec![[0.0; LABELS]; rows], [[0.0; LABELS]; LABELS]);
    let mut kept = 0;
    for round in 0..settings.rounds {
        chance.shuffle(&mut order);
        let mut loss = 0.0;
        for number in &order {
            loss += f64::from(trainer.learn(&set.samples[*number], &set.numbers, &mut chance));
        }
        ensure!(loss.is_finite(), "training went astray in round {round}: loss {loss}; take a smaller step");
        each_round(round, loss / order.len().max(1) as f64);
        // The mean over the later rounds is steadier than any of them (Polyak and Juditsky 1992).
        if round >= settings.rounds / 3 {
            kept += 1;
            add(&mut features, &trainer.weights);
            add(&mut transitions, &trainer.transitions);
        }
    }
    // All features are seen from now on.
    let share = 1.0 / kept as f32;
    features.iter_mut().flatten().for_each(|weight| *weight *= share * (1.0 - settings.dropped));
    transitions.iter_mut().flatten().for_each(|weight| *weight *= share);
    Ok(Trained { features, transitions })
}

fn add(sums: &mut [Row], rows: &[Row]) {
    for (sum, weight) in sums.iter_mut().flatten().zip(rows.iter().flatten()) {
        *sum += weight;
    }
}

impl Trainer {
    /// One step on one sample; gives its loss.
    fn learn(&mut self, sample: &Numbered, numbers: &[u32], chance: &mut Chance) -> f32 {
        let length = sample.labels.len();
        let Scratch { scores, forward, backward, scales, seen, bounds } = &mut self.scratch;
        seen.clear();
        bounds.clear();
        let kept = ((1.0 - self.settings.dropped) * 65536.0) as u64;
        let mut luck = 0;
        for at in 0..length {
            bounds.push(seen.len());
            for (turn, number) in numbers[sample.bounds[at] as usize..sample.bounds[at + 1] as usize].iter().enumerate()
            {
                if turn % 4 == 0 {
                    luck = chance.next();
                }
                if luck & 0xffff < kept {
                    seen.push(*number);
                }
                luck >>= 16;
            }
        }
        bounds.push(seen.len());
        let features = |at: usize| &seen[bounds[at]..bounds[at + 1]];
        scores.clear();
        for at in 0..length {
            let mut row = [0.0; LABELS];
            for number in features(at) {
                let weights = &self.weights[*number as usize];
                row.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
            }
            scores.push(row);
        }
        let mut steps = [[0.0; LABELS]; LABELS];
        for (from, row) in steps.iter_mut().enumerate() {
            for (to, step) in row.iter_mut().enumerate() {
                *step = if may_follow(from as u8, to as u8) { self.transitions[from][to].exp() } else { 0.0 };
            }
        }
        // Forward and backward, scaled at each token so that nothing overflows.
        let mut gold = 0.0;
        let mut total = 0.0;
        let mut before = 0;
        forward.clear();
        scales.clear();
        let mut exps = Vec::with_capacity(length);
        for at in 0..length {
            let most = scores[at].iter().copied().fold(f32::MIN, f32::max);
            let exp = scores[at].map(|score| (score - most).exp());
            let mut row = [0.0; LABELS];
            if at == 0 {
                row = steps[0];
            } else {
                for (from, mass) in forward[at - 1].iter().enumerate() {
                    row.iter_mut().zip(&steps[from]).for_each(|(sum, step)| *sum += mass * step);
                }
            }
            row.iter_mut().zip(&exp).for_each(|(sum, exp)| *sum *= exp);
            let sum: f32 = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            row.iter_mut().for_each(|mass| *mass /= sum);
            total += sum.ln() + most;
            forward.push(row);
            scales.push(sum);
            exps.push(exp);
            let label = usize::from(sample.labels[at]);
            gold += scores[at][label] + self.transitions[before][label];
            before = label;
        }
        let end: f32 =
            (0..LABELS).map(|label| forward[length - 1][label] * steps[label][0]).sum::<f32>().max(f32::MIN_POSITIVE);
        total += end.ln();
        gold += self.transitions[before][0];
        backward.clear();
        backward.resize(length, [0.0; LABELS]);
        for label in 0..LABELS {
            backward[length - 1][label] = steps[label][0] / end;
        }
        for at in (0..length - 1).rev() {
            let mut next = backward[at + 1];
            next.iter_mut().zip(&exps[at + 1]).for_each(|(mass, exp)| *mass *= exp / scales[at + 1]);
            for from in 0..LABELS {
                backward[at][from] = (0..LABELS).map(|to| steps[from][to] * next[to]).sum();
            }
        }
        // What was expected against what is true.
        let mut gradient = [[0.0_f32; LABELS]; LABELS];
        for at in 0..length {
            if at > 0 {
                for from in 0..LABELS {
                    let mass = forward[at - 1][from] / scales[at];
                    for to in 0..LABELS {
                        gradient[from][to] += mass * steps[from][to] * exps[at][to] * backward[at][to];
                    }
                }
                gradient[usize::from(sample.labels[at - 1])][usize::from(sample.labels[at])] -= 1.0;
            } else {
                for to in 0..LABELS {
                    gradient[0][to] += forward[0][to] * backward[0][to];
                }
                gradient[0][usize::from(sample.labels[0])] -= 1.0;
            }
        }
        for from in 0..LABELS {
            gradient[from][0] += forward[length - 1][from] * backward[length - 1][from];
        }
        gradient[before][0] -= 1.0;
        let Settings { step, pull, .. } = self.settings;
        for at in 0..length {
            let mut wrong = [0.0; LABELS];
            for label in 0..LABELS {
                wrong[label] = forward[at][label] * backward[at][label];
            }
            wrong[usize::from(sample.labels[at])] -= 1.0;
            if wrong.iter().all(|wrong| wrong.abs() < 0.001) {
                continue;
            }
            wrong.iter_mut().for_each(|wrong| *wrong *= sample.weight);
            for number in features(at) {
                let number = *number as usize;
                descend(&mut self.weights[number], &mut self.squares[number], &wrong, step, pull);
            }
        }
        let rows = self.transitions.iter_mut().zip(&mut self.transition_squares);
        for ((weights, squares), wrong) in rows.zip(&mut gradient) {
            wrong.iter_mut().for_each(|wrong| *wrong *= sample.weight);
            descend(weights, squares, wrong, step, 0.0);
        }
        (total - gold) * sample.weight
    }
}

/// One step of AdaGrad on a row.
#[inline]
fn descend(weights: &mut Row, squares: &mut Row, gradient: &Row, step: f32, pull: f32) {
    for label in 0..LABELS {
        squares[label] += gradient[label] * gradient[label];
        let pace = step / (squares[label].sqrt() + 1e-3);
        let moved = weights[label] - pace * gradient[label];
        let shrunk = (moved.abs() - pace * pull).max(0.0);
        weights[label] = shrunk.copysign(moved);
    }
}
