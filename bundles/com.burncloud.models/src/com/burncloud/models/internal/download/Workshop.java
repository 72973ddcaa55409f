package com.burncloud.models.internal.download;

import java.time.InstantSource;

import com.burncloud.api.model.HubService;
import com.burncloud.models.internal.hub.Contents;
import com.burncloud.models.internal.library.Library;

/** What all downloads share. */
record Workshop(HubService hubs, Contents contents, Library library, Disk disk, Tuning tuning, Throttle throttle, Room room, Slots slots, News news,
		InstantSource clock) {
}
