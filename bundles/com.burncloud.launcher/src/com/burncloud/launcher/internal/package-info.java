/**
 * The program's outermost part: what the script {@code burncloud} runs, outside OSGi, from a class path of four or five jars.
 * <ul>
 * <li>Everything that can refuse to start does so before the framework exists, as one line on stderr and exit code 2: settings, data folder, lock, port. An
 * operator reads a sentence that names the value and the remedy, not a stack trace from a bundle.</li>
 * <li>Settings are read once, here; bundles see them as framework properties ({@link com.burncloud.launcher.internal.EffectiveSettings#frameworkProperties()}).</li>
 * <li>The framework starts through {@code FrameworkFactory} and the bundle list of the product's {@code config.ini}, so the OSGi API suffices and no Equinox class
 * with static state is touched. Its storage is wiped at each start: what is installed is what lies in {@code plugins/} and {@code providers/}, nothing remembered.</li>
 * <li>The process ends by its shutdown hook alone ({@link com.burncloud.launcher.internal.Shutdown}): a signal is the ordinary way to stop a server, so it ends
 * with 0 and not with the JVM's 143.</li>
 * <li>Texts are in {@code messages.properties} and {@code messages_zh.properties}; code carries keys ({@link com.burncloud.launcher.internal.Message}).</li>
 * </ul>
 */
package com.burncloud.launcher.internal;
